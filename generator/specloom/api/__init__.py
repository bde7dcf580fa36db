"""What an OpenAPI document means: resources, operations, schemas and names."""
