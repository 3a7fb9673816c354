import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description: 'An object that can be read by its id.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Node {
  @Field(() => ID, { description: 'Id, unique on the whole server. The prefix gives the type: `dbt_` is a debate.' })
  id!: string;
}
