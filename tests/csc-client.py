"""pyHanko's own client of the CSC API, unmodified, signs PDFs (PAdES B-LTA). How it comes by the signer's consent is what
pyHanko leaves to its user: by a browser, or by a code that is sealed here. What it needs to know comes as JSON."""

import asyncio
import base64
import hashlib
import json
import secrets
import sys
from urllib.parse import parse_qs, urlencode, urlparse

import aiohttp
from asn1crypto import pem, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.csc_signer import (
    CSCAuthorizationInfo,
    CSCAuthorizationManager,
    CSCServiceSessionInfo,
    CSCSigner,
    fetch_certs_in_csc_credential,
)
from pyhanko.sign.timestamps.aiohttp_client import AIOHttpTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend


def plain(text):
    return text.rstrip("=").replace("+", "-").replace("/", "_")


def raw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def seal(code, challenge):
    """The code, readable to the worker that compares it and to nobody else (docs/integration.md)."""
    authorisation, seal_to = challenge.split(".")
    secret = X25519PrivateKey.generate()
    sender = secret.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    shared = secret.exchange(X25519PublicKey.from_public_bytes(raw(seal_to)))
    info = f"yinxin/sealed|{authorisation}".encode()
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=sender, info=info).derive(shared)
    nonce = bytes(12)
    sealed = AESGCM(key).encrypt(nonce, code.encode(), authorisation.encode())
    return authorisation + "." + plain(base64.b64encode(sender + nonce + sealed).decode())


def answer(question):
    """Asks whoever has started this program."""
    print(question, flush=True)
    return sys.stdin.readline().strip()


class Manager(CSCAuthorizationManager):
    def __init__(self, session, told, *args):
        super().__init__(*args)
        self.session, self.told = session, told

    async def post(self, path, **body):
        url = self.csc_session_info.endpoint_url(path)
        async with self.session.post(url, headers=self.auth_headers, **body) as response:
            if response.status != 200:
                raise ValueError(f"{path}: {response.status} {await response.text()}")
            return await response.json()


class ByBrowser(Manager):
    """The signer's browser is sent to the CA and comes back with a code of OAuth (oauth2code)."""

    async def authorize_signature(self, hash_b64s):
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode()
        query = {
            "response_type": "code",
            "client_id": self.told["clientId"],
            "redirect_uri": self.told["redirectUri"],
            "scope": "credential",
            "state": "here",
            "code_challenge": plain(challenge),
            "code_challenge_method": "S256",
            "credentialID": self.csc_session_info.credential_id,
            "numSignatures": len(hash_b64s),
            "hashes": ",".join(plain(one) for one in hash_b64s),
            "hashAlgorithmOID": "2.16.840.1.101.3.4.2.1",
            "description": "采购合同",
        }
        back = answer(self.csc_session_info.endpoint_url("oauth2/authorize") + "?" + urlencode(query))
        token = await self.post(
            "oauth2/token",
            data={
                "grant_type": "authorization_code",
                "code": parse_qs(urlparse(back).query)["code"][0],
                "redirect_uri": self.told["redirectUri"],
                "code_verifier": verifier,
                "client_id": self.told["clientId"],
                "client_secret": self.told["clientSecret"],
            },
        )
        return CSCAuthorizationInfo(sad=token["access_token"])


class BySealedCode(Manager):
    """The signer tells the client the code, which seals it (explicit)."""

    async def authorize_signature(self, hash_b64s):
        asked = self.format_csc_auth_request(hash_b64s=hash_b64s, description="采购合同")
        v1 = self.csc_session_info.api_ver == "v1"
        path = "credentials/sendOTP" if v1 else "credentials/getChallenge"
        challenge = (await self.post(path, json=asked))["challenge"]
        value = seal(answer("code?"), challenge)
        how = {"OTP": value} if v1 else {"authData": [{"id": "code", "value": value}]}
        sad = await self.post("credentials/authorize", json={**asked, **how})
        return self.parse_csc_auth_response(sad)


async def main():
    told = json.loads(sys.argv[1])
    async with aiohttp.ClientSession(trust_env=False) as session:
        info = CSCServiceSessionInfo(
            service_url=told["site"],
            credential_id=told["credentialId"],
            oauth_token=told["token"],
            api_ver=told["version"],
        )
        credential = await fetch_certs_in_csc_credential(session, info)
        manager = {"browser": ByBrowser, "sealed": BySealedCode}[told["way"]](session, told, info, credential)
        files = told["files"]
        signer = CSCSigner(session, manager, batch_size=len(files))
        with open(told["root"], "rb") as root:
            trusted = x509.Certificate.load(pem.unarmor(root.read())[2])

        async def sign(file):
            meta = PdfSignatureMetadata(
                field_name="Signature1",
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
                embed_validation_info=told["archive"],
                use_pades_lta=told["archive"],
                validation_context=ValidationContext(
                    trust_roots=[trusted],
                    allow_fetching=True,
                    fetchers=AIOHttpFetcherBackend(session).get_fetchers(),
                ),
            )
            stamper = AIOHttpTimeStamper(told["site"] + "/pki/tsa", session) if told["archive"] else None
            with open(file, "rb") as before:
                writer = IncrementalPdfFileWriter(before)
                after = await PdfSigner(meta, signer, timestamper=stamper).async_sign_pdf(writer)
            with open(file + ".signed", "wb") as out:
                out.write(after.getbuffer())

        await asyncio.gather(*(sign(file) for file in files))
    print("done", flush=True)


asyncio.run(main())
