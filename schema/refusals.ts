/** A refusal the caller can act on. Subclasses stand beside the rules that throw them; `refusals.graph.ts` and the
 * features' graphs map them to types of the schema. Anything else that is thrown is masked. */
export abstract class Refusal extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** It is not there, or the viewer may not know that it is. */
export class NotFound extends Refusal {
  constructor(readonly what: string) {
    super(`${what} was not found, or you have no access to it.`);
  }
}

/** The viewer may see the project, but their role is too small. */
export class Forbidden extends Refusal {
  constructor(readonly needs: 'OWNER' | 'ADMIN' | 'REVIEWER' | 'VIEWER') {
    super(`This needs the role ${needs.toLowerCase()} in the project.`);
  }
}

/** An argument that no rule can work with. */
export class InvalidInput extends Refusal {
  constructor(
    message: string,
    /** Where in the input, outermost first. Not called `path`, by which graphql would take it for an error of its own. */
    readonly where: string[] = [],
  ) {
    super(message);
  }
}

/** A value that does not fit its column. */
export class InvalidValue extends Refusal {
  constructor(
    readonly column: string,
    readonly reason: string,
    /** Index of the row within a batch. */
    readonly row: number | null = null,
  ) {
    super(`${row === null ? '' : `Row ${row + 1}: `}${column}: ${reason}`);
  }
}

/** A filter that names what is not there, or asks a column for what its type cannot answer. */
export class InvalidFilter extends Refusal {
  constructor(
    message: string,
    readonly where: string[] = [],
  ) {
    super(message);
  }
}

export class NameTaken extends Refusal {
  constructor(readonly taken: string) {
    super(`“${taken}” is taken. Choose another name.`);
  }
}
