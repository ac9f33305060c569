"""Certificates on paper and for the phone: tagged PDF/UA-1 and PDF/A-3, with the credential inside."""
