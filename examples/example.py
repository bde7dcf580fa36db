"""Create an instance of a workflow, as the page of the Workflows API shows it."""

import os

from cloudflare import Cloudflare

client = Cloudflare(
    api_token=os.environ.get("CLOUDFLARE_API_TOKEN"),  # This is the default and can be omitted
)
instance = client.workflows.instances.create(
    workflow_name="x",
    account_id="account_id",
)
print(instance.id)
