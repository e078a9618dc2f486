"""What lies beyond one machine, all of it in PostgreSQL: vectors to search, texts to embed.

``connect`` opens connections, ``schema`` makes the tables, ``vectors`` reads a generation's vectors
(pgvector), ``writer`` writes one, ``queue`` holds texts that wait for workers, ``runner`` has them
embedded and ``worker`` embeds them. Nothing here is imported unless a store or a runner is named.
"""
