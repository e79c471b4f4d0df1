// Opens and reads tickets. The protocol is left out of this example.
process.stdin.resume()
