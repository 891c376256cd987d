// The product's own version, where code needs it; package.json says the same (a test holds them together).

export const productVersion = '0.1.0';
