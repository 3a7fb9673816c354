"""Checks a receipt without any code of the project: python3 check-receipt.py <receipt.json> <public key, base64url>."""
import base64, hashlib, json, subprocess, sys, tempfile


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def raw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def is_signed(message, signature, key):
    with tempfile.TemporaryDirectory() as folder:
        files = {"key": bytes.fromhex("302a300506032b6570032100") + key, "message": message, "signature": signature}
        for name, content in files.items():
            with open(f"{folder}/{name}", "wb") as file:
                file.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", f"{folder}/key", "-rawin"]
        command += ["-in", f"{folder}/message", "-sigfile", f"{folder}/signature"]
        return subprocess.run(command, capture_output=True).returncode == 0


def main(path, key):
    receipt = json.load(open(path))
    header = receipt["header"]
    if not is_signed(canonical(header).encode(), raw(receipt["signature"]), raw(key)):
        return "signature"
    if receipt["statement"] is not None:
        if sha256(receipt["statementSalt"] + ":" + canonical(receipt["statement"])) != header["statementDigest"]:
            return "statement"
    previous = "0" * 64
    for event, signed in zip(receipt["events"], header["chain"]["hashes"], strict=True):
        place = {"workspaceId": header["workspaceId"], "stream": header["debateId"], "previous": previous}
        place.update({name: event[name] for name in ("seq", "kind", "at", "digest")})
        if event["salt"] is not None and sha256(event["salt"] + ":" + canonical(event["data"])) != event["digest"]:
            return f"event {event['seq']}: payload"
        if sha256(canonical(place)) != event["hash"] or event["hash"] != signed:
            return f"event {event['seq']}: link"
        previous = event["hash"]
    return "fits"


print(main(*sys.argv[1:]))
