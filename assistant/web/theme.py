"""The colours and fonts of every page that the chat library draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base as Theme


def theme() -> Theme:
    """Give the theme: readable contrast, and fonts that are on this machine."""
    import gradio as gr

    # The weights between these two are broken in the library's copy of the font.
    text = gr.themes.LocalFont("Source Sans Pro", weights=(400, 700))
    return gr.themes.Default(
        primary_hue="blue",
        neutral_hue="slate",
        font=[text, "system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    ).set(
        color_accent="*primary_700",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_text_color="white",
        input_placeholder_color="*neutral_500",
    )
