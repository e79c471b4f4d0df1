/** No unpickler goes on past this opcode. Thrown by the machine to itself; never leaves it. */
export class StreamEnd extends Error {}
