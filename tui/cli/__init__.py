"""The command line: one module for each verb. Only `review` and `demo` ever load Textual."""
