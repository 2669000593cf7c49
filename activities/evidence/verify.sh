#!/bin/sh
# Verifies this folder by OpenSSL alone; README.txt says how. Ends with 0 when everything holds.
cd "$(dirname "$0")" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
bad=0
root=certificate/root.pem
sha256() { openssl dgst -sha256 -r "$@" | cut -c1-64; }
check() {
  what=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    echo "ok   $what"
  else
    echo "BAD  $what"
    bad=1
  fi
}

check 'signature of the manifest' openssl cms -verify -binary -purpose any -inform DER -in manifest.p7s \
  -content manifest.txt -CAfile "$root" -no_check_time -out "$work/manifest"
check 'time stamp of the signature' openssl ts -verify -data manifest.p7s -in manifest.tsr -CAfile "$root"

changed=0
while read -r hash path; do
  [ "$(sha256 "$path" 2>/dev/null)" = "$hash" ] || { echo "BAD  $path"; changed=1; }
done <manifest.txt
check 'every file of the manifest' [ "$changed" -eq 0 ]
find . -type f | sed 's|^\./||' | sort >"$work/there"
{ cut -c67- manifest.txt; printf 'manifest.%s\n' p7s tsr txt; } | sort >"$work/named"
check 'no file beside those' cmp -s "$work/there" "$work/named"

check 'chain of the certificate' openssl verify -CAfile "$root" -untrusted certificate/issuing.pem -no_check_time \
  certificate/certificate.pem
check 'OCSP answer' openssl ocsp -respin certificate/ocsp.der -issuer certificate/issuing.pem \
  -cert certificate/certificate.pem -CAfile "$root" -validity_period 3000000000

for statement in orders/*/confirmations/*.statement; do
  [ -e "$statement" ] || continue
  name=${statement%.statement}
  check "$name" openssl dgst -sha256 -verify "$name.pem" -signature "$name.signature" "$statement"
done

# A head is three parts in base64url, with a full stop between: header, what it says, signature (RFC 7515).
decoded() {
  text=$(printf %s "$1" | tr '_-' '/+')
  case $((${#text} % 4)) in 2) text="$text==" ;; 3) text="$text=" ;; esac
  printf %s "$text" | openssl base64 -d -A
}
for head in heads/*.jws; do
  [ -e "$head" ] || continue
  said=$(cat "$head")
  decoded "${said##*.}" >"$work/signature"
  printf %s "${said%.*}" >"$work/signed"
  check "$head" openssl dgst -sha256 -verify heads/audit-head.pem -signature "$work/signature" "$work/signed"
  stamp=${head%.jws}.tsr
  [ ! -e "$stamp" ] || check "$stamp" openssl ts -verify -data "$head" -in "$stamp" -CAfile "$root"
done

for row in audit/*; do
  [ -d "$row" ] || continue
  hash=$(printf %s "$(cat "$row/before")$(sha256 "$row/row")" | sha256)
  while read -r next; do hash=$(printf %s "$hash$next" | sha256); done <"$row/after"
  said=$(cat "heads/$(cat "$row/head")")
  said=${said%.*}
  decoded "${said#*.}" >"$work/says"
  check "$row" grep -q "\"hash\":\"$hash\"" "$work/says"
done
exit $bad
