"""What readers say of answers: judged on the page, stored beside the index, told by a command."""
