/** A call that Docket does not make: to an address inside the network, say, unless whoever runs Docket allows it. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
}
