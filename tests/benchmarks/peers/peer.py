"""One stack on the work that the assistant does, in its own usual way: run by ``run.py``.

    python peer.py STACK build CORPUS STORE MODEL
    python peer.py STACK ask   STORE MODEL QUESTIONS

``build`` turns the text files of a folder into a store on disk; ``ask`` opens it, looks up the five
passages nearest to each line of a file, and prints the median milliseconds of a look-up.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", ANONYMIZED_TELEMETRY="False", HAYSTACK_TELEMETRY_ENABLED="")

SIZE, OVERLAP = 1000, 150  # characters of a chunk
K = 5
Search = Callable[[str], object]


def texts(corpus: Path) -> dict[str, str]:
    return {str(file): file.read_text(encoding="utf-8") for file in sorted(corpus.iterdir())}


def chunks(corpus: Path) -> list[tuple[str, str]]:
    """For the stacks that leave cutting to others."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    return [
        (name, part) for name, text in texts(corpus).items() for part in splitter.split_text(text)
    ]


class LangChain:
    @staticmethod
    def _embeddings(model: str):
        from langchain_huggingface import HuggingFaceEmbeddings

        return HuggingFaceEmbeddings(model_name=model, encode_kwargs={"normalize_embeddings": True})

    def build(self, corpus: Path, store: Path, model: str) -> None:
        from langchain_community.document_loaders import TextLoader
        from langchain_community.vectorstores import FAISS
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        loaded = [d for name in texts(corpus) for d in TextLoader(name, encoding="utf-8").load()]
        splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
        found = FAISS.from_documents(splitter.split_documents(loaded), self._embeddings(model))
        found.save_local(str(store))

    def open(self, store: Path, model: str) -> Search:
        from langchain_community.vectorstores import FAISS

        opened = FAISS.load_local(
            str(store), self._embeddings(model), allow_dangerous_deserialization=True
        )
        return lambda question: opened.similarity_search(question, k=K)


class LlamaIndex:
    @staticmethod
    def _set(model: str) -> None:
        from llama_index.core import Settings
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        Settings.embed_model = HuggingFaceEmbedding(model_name=model)
        Settings.llm = None
        Settings.chunk_size, Settings.chunk_overlap = SIZE // 4, OVERLAP // 4  # it counts tokens

    def build(self, corpus: Path, store: Path, model: str) -> None:
        from llama_index.core import SimpleDirectoryReader, VectorStoreIndex

        self._set(model)
        loaded = SimpleDirectoryReader(str(corpus)).load_data()
        VectorStoreIndex.from_documents(loaded).storage_context.persist(str(store))

    def open(self, store: Path, model: str) -> Search:
        from llama_index.core import StorageContext, load_index_from_storage

        self._set(model)
        opened = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(store)))
        return opened.as_retriever(similarity_top_k=K).retrieve


class Haystack:
    def build(self, corpus: Path, store: Path, model: str) -> None:
        from haystack import Document
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
        )

        embedder = SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
        embedder.warm_up()
        loaded = [Document(content=part, meta={"file": name}) for name, part in chunks(corpus)]
        documents = InMemoryDocumentStore(embedding_similarity_function="cosine")
        documents.write_documents(embedder.run(loaded)["documents"])
        documents.save_to_disk(str(store))

    def open(self, store: Path, model: str) -> Search:
        from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersTextEmbedder,
        )

        embedder = SentenceTransformersTextEmbedder(model=model, progress_bar=False)
        embedder.warm_up()
        retriever = InMemoryEmbeddingRetriever(InMemoryDocumentStore.load_from_disk(str(store)))

        def search(question: str) -> object:
            return retriever.run(query_embedding=embedder.run(question)["embedding"], top_k=K)

        return search


class Txtai:
    def build(self, corpus: Path, store: Path, model: str) -> None:
        from txtai import Embeddings

        embeddings = Embeddings(path=model, content=True)
        embeddings.index([(f"{n}", part, None) for n, (_, part) in enumerate(chunks(corpus))])
        embeddings.save(str(store))

    def open(self, store: Path, model: str) -> Search:
        from txtai import Embeddings

        embeddings = Embeddings()
        embeddings.load(str(store))
        return lambda question: embeddings.search(question, K)


class Chroma:
    @staticmethod
    def _collection(store: Path, model: str):
        import chromadb
        from chromadb.config import Settings
        from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

        client = chromadb.PersistentClient(str(store), Settings(anonymized_telemetry=False))
        function = SentenceTransformerEmbeddingFunction(model_name=model)
        return client.get_or_create_collection("passages", embedding_function=function)

    def build(self, corpus: Path, store: Path, model: str) -> None:
        parts = chunks(corpus)
        self._collection(store, model).add(
            ids=[str(n) for n in range(len(parts))],
            documents=[part for _, part in parts],
            metadatas=[{"file": name} for name, _ in parts],
        )

    def open(self, store: Path, model: str) -> Search:
        collection = self._collection(store, model)
        return lambda question: collection.query(query_texts=[question], n_results=K)


STACKS = {
    "langchain": LangChain,
    "llamaindex": LlamaIndex,
    "haystack": Haystack,
    "txtai": Txtai,
    "chroma": Chroma,
}


def median_ms(search: Search, questions: list[str]) -> float:
    """Look every question up once more than is measured."""
    search(questions[0])
    times = []
    for question in questions:
        begun = time.perf_counter()
        search(question)
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def main() -> None:
    name, what, *rest = sys.argv[1:]
    stack = STACKS[name]()
    if what == "build":
        stack.build(Path(rest[0]), Path(rest[1]), rest[2])
    else:
        questions = Path(rest[2]).read_text(encoding="utf-8").splitlines()
        sys.stdout.write(f"{median_ms(stack.open(Path(rest[0]), rest[1]), questions):.3f}\n")


if __name__ == "__main__":
    main()
