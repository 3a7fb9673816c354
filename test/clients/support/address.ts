import { inject } from 'vitest';

export const url = inject('graphqlUrl');
export const wsUrl = url.replace(/^http/, 'ws');
export const authorization = `Bearer ${inject('token')}`;
