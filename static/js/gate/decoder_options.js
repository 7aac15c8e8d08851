/* What the WebAssembly decoder looks for; the test of printed badges reads with the same. */
export const OPTIONS = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 };
