import { countedAs } from '../../../domain/access/addresses.ts';

/** Numbers of long-lived connections of each address to this process. */
export class OpenConnections {
  private readonly most: number;
  private readonly open = new Map<string, number>();

  constructor(most: number) {
    this.most = most;
  }

  /** Counts a connection, which has to `leave` once when it ends; false when the address has as many as it may. */
  enter(address: string | null): boolean {
    const key = countedAs(address);
    const count = this.open.get(key) ?? 0;
    if (count >= this.most) return false;
    this.open.set(key, count + 1);
    return true;
  }

  leave(address: string | null): void {
    const key = countedAs(address);
    const left = (this.open.get(key) ?? 1) - 1;
    if (left > 0) this.open.set(key, left);
    else this.open.delete(key);
  }
}
