import { screen } from '@testing-library/react';
import { FixtureGateway } from './fixtureGateway';

/** A gateway with links, whose log holds so many pushes. */
export function gatewayWith(pushes: number): FixtureGateway {
  const gateway = new FixtureGateway(() => Date.parse('2026-11-21T15:00:01.005Z')).withLinks();
  gateway.receive(pushes);
  return gateway;
}

/** The numbers of the pushes shown, from the column that holds them. */
export async function shown(): Promise<number[]> {
  const table = await screen.findByRole('table');
  return Array.from(table.querySelectorAll('tbody button'), (button) => Number(button.textContent));
}

/** Puts the number first, so that rows are told apart by it. */
export function numbered(): void {
  localStorage.setItem('bongsu.columns', 'id,state,title');
}
