"""The reference site: pages for people and for machines, made from the plan and the IR."""
