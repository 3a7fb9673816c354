"""Decrypts an envelope with OpenSSL's libcrypto and without any code of Aragora. The layout and the additional data are
defined here a second time. Reads JSON {key, envelope, place} with bytes in hexadecimal digits, and prints the text as JSON.
"""

import ctypes
import ctypes.util
import json
import sys

GET_TAG_LENGTH, SET_TAG = 16, 0x11

crypto = ctypes.CDLL(ctypes.util.find_library("crypto"))
for name in ("EVP_CIPHER_CTX_new", "EVP_aes_256_gcm"):
    getattr(crypto, name).restype = ctypes.c_void_p
crypto.EVP_DecryptInit_ex.argtypes = [ctypes.c_void_p] * 3 + [ctypes.c_char_p] * 2
crypto.EVP_DecryptUpdate.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
crypto.EVP_DecryptFinal_ex.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
crypto.EVP_CIPHER_CTX_ctrl.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_char_p]


def require(done):
    if done != 1:
        sys.exit("refused")


def decrypt(key, nonce, ciphertext, tag, additional):
    context = crypto.EVP_CIPHER_CTX_new()
    length = ctypes.c_int()
    text = ctypes.create_string_buffer(len(ciphertext) + 16)
    require(crypto.EVP_DecryptInit_ex(context, crypto.EVP_aes_256_gcm(), None, key, nonce))
    require(crypto.EVP_DecryptUpdate(context, None, ctypes.byref(length), additional, len(additional)))
    require(crypto.EVP_DecryptUpdate(context, text, ctypes.byref(length), ciphertext, len(ciphertext)))
    require(crypto.EVP_CIPHER_CTX_ctrl(context, SET_TAG, GET_TAG_LENGTH, tag))
    require(crypto.EVP_DecryptFinal_ex(context, None, ctypes.byref(ctypes.c_int())))
    return text.raw[: length.value]


given = json.load(sys.stdin)
envelope = bytes.fromhex(given["envelope"])
place = given["place"]
parts = [envelope[0], envelope[1:9].hex(), place["table"], place["column"], place["row"], place["workspaceId"]]
additional = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
text = decrypt(bytes.fromhex(given["key"]), envelope[9:21], envelope[21:-16], envelope[-16:], additional)
print(json.dumps(text.decode()))
