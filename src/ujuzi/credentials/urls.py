"""Addresses of credentials. `urlpatterns` stands under the language, `fixed` outside of it."""

from django.urls import path

from ujuzi.credentials.views import achievements, mine, offline, published, verifying

app_name = "credentials"
urlpatterns = [
    path("certificates/", mine.index, name="mine"),
    path("certificates/claim/<uuid:number>/", mine.claim, name="claim"),
    path("certificates/<uuid:number>/", mine.credential, name="credential"),
    path("certificates/<uuid:number>/share/", mine.share, name="share"),
    path("certificates/<uuid:number>/give-up/", mine.give_up, name="give_up"),
    path("certificates/<uuid:number>/file/<slug:form>/", mine.download, name="download"),
    path("verify/", verifying.verify, name="verify"),
    path("verify/<uuid:number>/", verifying.one, name="verify_one"),
    path("shared/<str:token>/", verifying.shared, name="shared"),
    path("achievements/<slug:name>/", achievements.achievement, name="achievement"),
    path("achievements/<slug:name>/award/", achievements.by_hand, name="award"),
]

# Read by machines, or named in credentials for good.
fixed = [
    path(".well-known/did.json", published.did_document, name="did_document"),
    path(".well-known/did-history.json", published.did_history, name="did_history"),
    path("issuers/<slug:slug>", published.issuer, name="issuer"),
    path("issuers/<slug:slug>/did.json", published.did_document, name="issuer_document"),
    path("issuers/<slug:slug>/did-history.json", published.did_history, name="issuer_history"),
    path("credentials/status/<int:number>", published.status_list, name="status_list"),
    path("credentials/contexts.json", offline.pinned, name="credential_contexts"),
    path("verify-worker.js", offline.worker, name="verify_worker"),
    path("credentials/snapshot.json", published.snapshot, name="credential_snapshot"),
    path("achievements/<slug:name>", published.achievement, name="achievement_door"),
    path("achievements/<slug:name>.svg", achievements.picture, name="achievement_picture"),
    path("v/<uuid:number>", published.door, name="verify_door"),
    path("s/<str:token>", published.shared_door, name="shared_door"),
    path("api/v1/verify", verifying.api, name="api_verify"),
]
