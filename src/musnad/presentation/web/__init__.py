"""The case in the browser: Arabic and English pages, complete without JavaScript, nothing asked from another host."""

from musnad.presentation.web.app import create_app

__all__ = ["create_app"]
