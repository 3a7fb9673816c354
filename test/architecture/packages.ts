type Versions = Record<string, string>;

export interface Manifest {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
}

export interface Lock {
  readonly packages: Record<string, Manifest & { readonly libc?: readonly string[] }>;
}

/** The dependencies of `manifest` that leave the choice of a version to chance. */
export function inexactVersions(manifest: Manifest): string[] {
  const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
  return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies })
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => `${name} ${version}`);
}

/** The dependencies, optional ones too, that an entry of `lock` names and that have no entry themselves. */
export function incompleteDependencies(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !found(lock, path, name))
      .map((name) => `${name}, needed by ${path || 'the project'}`),
  );
}

// As Node looks for it: beside the dependent, then one folder further out, and so on.
function found(lock: Lock, path: string, name: string): boolean {
  const candidate = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
  if (lock.packages[candidate]) return true;
  return path !== '' && found(lock, path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))) || '', name);
}
