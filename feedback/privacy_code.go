package feedback

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"strings"
)

// codeAlphabet is Crockford's: no letters that are mistaken for digits.
const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	codeBytes = 10 // 80 bits: 16 characters
	saltBytes = 16
)

// NewCode makes the code of an anonymous item from 32 random bytes that the host
// brings (crypto/rand): code is shown to the person once and kept nowhere, hash
// goes into [Item].CodeHash. The code has 80 random bits in 16 characters, as in
// "7ZK3-PQ0M-9D4T-XWAB".
//
// Bytes that are all the same are an error that matches
// [commitment.ErrInvalid]: the host forgot to fill them.
func NewCode(random [32]byte) (code, hash string, err error) {
	if random == [32]byte([]byte(strings.Repeat(string(random[:1]), len(random)))) {
		return "", "", fieldError("random", errors.New("must be random, all bytes are the same"))
	}
	text := base32.NewEncoding(codeAlphabet).EncodeToString(random[:codeBytes])
	salt := random[codeBytes : codeBytes+saltBytes]
	code = text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:]
	return code, hex.EncodeToString(salt) + ":" + hex.EncodeToString(keyed(salt, text)), nil
}

// CheckCode reports whether a code is the one of which [NewCode] returned the
// hash, in constant time. Case, spaces and hyphens of the code do not matter,
// and the letters that people write for digits are read as these: O is 0, I and
// L are 1. A hash that is none is false. The host bounds the number of attempts.
func CheckCode(hash, code string) bool {
	const most = 64 // a code with generous spaces
	saltText, sumText, ok := strings.Cut(hash, ":")
	if !ok || len(code) > most {
		return false
	}
	salt, err := hex.DecodeString(saltText)
	if err != nil || len(salt) != saltBytes {
		return false
	}
	sum, err := hex.DecodeString(sumText)
	if err != nil {
		return false
	}
	plain := strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(code))
	return hmac.Equal(sum, keyed(salt, plain))
}

// pseudonym derives a stable name for a customer whom nobody should know.
func pseudonym(customer string, secret []byte) string {
	const bytes = 10
	return "P-" + base32.NewEncoding(codeAlphabet).EncodeToString(keyed(secret, customer)[:bytes])
}

// keyed returns the HMAC-SHA-256 of a text.
func keyed(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text)) // never fails
	return mac.Sum(nil)
}
