"""What programs ask: REST and MCP beside the page, with the answers of the command line."""
