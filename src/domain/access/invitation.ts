/** PENDING until the invited person or an administrator decides, or it expires. */
export type InvitationStatus = 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN';

/** An offer of roles in a workspace to the owner of an e-mail address, who may have no account yet. */
export interface Invitation {
  readonly id: string;
  readonly organisationId: string;
  readonly workspaceId: string;
  readonly email: string;
  /** Name for an account that is created with it. */
  readonly name: string;
  readonly roles: readonly string[];
  /** User who invites. It must still have the rights to when the invitation is accepted. */
  readonly invitedBy: string;
  readonly status: InvitationStatus;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Invitations. Those that have expired are not pending. Every method joins the ambient transaction. */
export interface InvitationStore {
  add(invitation: Invitation, hash: string): Promise<void>;
  findByHash(hash: string): Promise<Invitation | undefined>;
  /** Pending invitations of a workspace, the newest first. */
  pendingIn(workspaceId: string, now: Date): Promise<readonly Invitation[]>;
  /** Pending invitations of an address to workspaces of an organisation, the newest first. */
  pendingFor(organisationId: string, email: string, now: Date): Promise<readonly Invitation[]>;
  /** Ends a pending invitation; false when it is not pending any more. Of concurrent calls one returns true. */
  settle(id: string, status: Exclude<InvitationStatus, 'PENDING'>): Promise<boolean>;
}
