"""Who may use the server: accounts, sign-in, and what each may do."""
