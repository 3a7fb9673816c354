/** The unit of isolation: data of one workspace is invisible to all others. An organisation owns it. */
export interface Workspace {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** The roles a user holds in a workspace. */
export interface Membership {
  readonly workspaceId: string;
  readonly userId: string;
  readonly roles: readonly string[];
}
