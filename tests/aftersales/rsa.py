"""RSA as the fake provider needs it, in plain numbers: RSASSA-PKCS1-v1_5 over SHA-256, and keys as PEM.
Source: RFC 8017, sections 8.2 and A.1. For tests only: it is not hardened against anything."""
import base64
import hashlib

E = 65537
PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")   # DigestInfo of SHA-256
RSA_ENCRYPTION = bytes.fromhex("300d06092a864886f70d0101010500")   # AlgorithmIdentifier


def tlv(tag, body):
    size = len(body)
    head = bytes([size]) if size < 128 else (lambda n: bytes([0x80 | len(n)]) + n)(size.to_bytes((size.bit_length() + 7) // 8, "big"))
    return bytes([tag]) + head + body


def whole(number):
    return tlv(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def pem(label, der):
    text = base64.b64encode(der).decode()
    lines = "\n".join(text[i:i + 64] for i in range(0, len(text), 64))
    return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n"


class Pair:
    def __init__(self, p, q):
        self.p, self.q, self.n = p, q, p * q
        self.d = pow(E, -1, (p - 1) * (q - 1))
        self.size = (self.n.bit_length() + 7) // 8

    def private_pem(self):
        p, q, d = self.p, self.q, self.d
        numbers = (0, self.n, E, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))
        inner = tlv(0x30, b"".join(whole(one) for one in numbers))
        return pem("PRIVATE KEY", tlv(0x30, whole(0) + RSA_ENCRYPTION + tlv(4, inner)))

    def public_pem(self):
        inner = tlv(0x30, whole(self.n) + whole(E))
        return pem("PUBLIC KEY", tlv(0x30, RSA_ENCRYPTION + tlv(3, b"\0" + inner)))

    def padded(self, text):
        digest = PREFIX + hashlib.sha256(text).digest()
        return b"\0\1" + b"\xff" * (self.size - len(digest) - 3) + b"\0" + digest

    def signed(self, text):
        number = pow(int.from_bytes(self.padded(text), "big"), self.d, self.n)
        return base64.b64encode(number.to_bytes(self.size, "big")).decode()

    def verified(self, text, signature):
        try:
            raw = base64.b64decode(signature, validate=True)
        except ValueError:
            return False
        if len(raw) != self.size:
            return False
        return pow(int.from_bytes(raw, "big"), E, self.n).to_bytes(self.size, "big") == self.padded(text)


MERCHANT = Pair(int(
    "d385883e60119ee068ed04c26f171befb243c28e33c9e339d3a60a15abbcce727966201ee2b22dc85a2d27543da2a9700201"
    "79f866053af0ab4e94f4b622dd04b53bf8ca7110afcc2182331eefc1921a96692940cfaced2ec8b58bec2aa61eac53a1ff70"
    "3bee92c7c1b7b1412b0c7f79a85c7f39ad7f68cec9e416d574455f9d", 16), int(
    "cc1fc19ceafec24fbda8ae24fc655ec97d5bad4705a10ba625e0999933458ffd3db56e8dd3a54b8fe29919a1b84baf3b869f"
    "301376c67e35cb3b50950d00b079154a8fddf71d6bd08fd20b3e4e7c2d7e067a29f9a1cee8e13e3b6aa52b4ee8dc11678a02"
    "ae2b2c04266ee2f149faa42b6255c76ab8eeb7d9ef79dbbae51d9b53", 16))
PROVIDER = Pair(int(
    "f8521e8964e60c8985822580a77fa6b5859bf433b1a679d8029d4bc83f00928f46c58dc2a30dd888995ef6cec0cb85cda5aa"
    "bf7ebb1996dd973e114db11fa05f3bad639e0bf2a0d61e738589bffbd97c12fc66e10c896641654d0cebc375589255a1c50c"
    "607640e7062a29636f90fbe6e3760f67a6f7b41b367aa7a4cfb928d5", 16), int(
    "c01961e5a1f40e402caea9ed508b3cd45b2314c91ca2dcb71b33ea7fdd93dba0efd937a9eb193b6f2c55fb6be5235ba993ec"
    "3919bef3daa5635dede760172a392d95a3cf00b9e712be64e5d3e0d145f04ef738fdb78893aa1663bc30a274d4afb6669363"
    "d88136b4fcb0a5e76b9f7323775cc71198ed0e199d29ff8d14bdd11b", 16))
