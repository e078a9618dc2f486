"""Questions in Chinese answered from texts in Chinese, in their words."""
