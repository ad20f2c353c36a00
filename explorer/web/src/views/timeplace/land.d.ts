declare module "virtual:land" {
  // Address of the land and borders that scripts/land.mjs makes.
  const address: string;
  export default address;
}
