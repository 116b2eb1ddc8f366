/** Our names of fields that GitLab calls otherwise when it takes or refuses them. */
const OURS: Readonly<Record<string, string>> = {
  assignee_id: 'assignees',
  assignee_ids: 'assignees',
  epic_id: 'epic',
  epic_iid: 'epic',
  milestone_id: 'milestone',
  new_name: 'name',
  note: 'body',
  parent_id: 'parent',
  start_date_fixed: 'start_date',
  due_date_fixed: 'due_date',
  state_event: 'state',
  target_issue_iid: 'related_to',
};

export function fieldNameOf(name: string): string {
  return OURS[name] ?? name;
}
