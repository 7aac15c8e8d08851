/* What the WebAssembly decoder looks for. */
export const OPTIONS = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 };
