/** Types of work items that are neither issues nor epics, as GraphQL names them. */
export const WORK_ITEM_TYPES = ['TASK', 'OBJECTIVE', 'KEY_RESULT'] as const;

const PERSON = '{ id username name state avatarUrl webUrl }';

/** What is read of a work item; most of it sits in widgets, of which each type has its own. */
const WORK_ITEM = `
  id iid title state confidential createdAt updatedAt closedAt webUrl
  author ${PERSON}
  workItemType { name }
  widgets {
    type
    ... on WorkItemWidgetDescription { description }
    ... on WorkItemWidgetAssignees { assignees { nodes ${PERSON} } }
    ... on WorkItemWidgetLabels { labels { nodes { id title } } }
    ... on WorkItemWidgetMilestone { milestone { id } }
    ... on WorkItemWidgetStartAndDueDate { startDate dueDate }
    ... on WorkItemWidgetHierarchy { parent { id workItemType { name } } }
  }`;

/** `count` is asked for where it is needed: GitLab counts anew each time. */
export const LIST_WORK_ITEMS = `
query listWorkItems(
  $path: ID!, $types: [IssueType!], $first: Int!, $after: String, $sort: WorkItemSort, $counted: Boolean!
  $updatedAfter: Time, $createdAfter: Time, $createdBefore: Time
) {
  project(fullPath: $path) {
    id
    workItems(
      types: $types, first: $first, after: $after, sort: $sort
      updatedAfter: $updatedAfter, createdAfter: $createdAfter, createdBefore: $createdBefore
    ) {
      count @include(if: $counted)
      pageInfo { hasNextPage endCursor }
      nodes { ${WORK_ITEM} }
    }
  }
}`;

export const READ_WORK_ITEM = `
query readWorkItem($id: WorkItemID!) {
  workItem(id: $id) { namespace { id fullPath } ${WORK_ITEM} }
}`;

export const WORK_ITEM_TYPE_IDS = `
query workItemTypes($path: ID!) {
  project(fullPath: $path) { id workItemTypes { nodes { id name } } }
}`;

export const CREATE_WORK_ITEM = `
mutation createWorkItem($input: WorkItemCreateInput!) {
  workItemCreate(input: $input) { errors workItem { ${WORK_ITEM} } }
}`;

export const UPDATE_WORK_ITEM = `
mutation updateWorkItem($input: WorkItemUpdateInput!) {
  workItemUpdate(input: $input) { errors workItem { ${WORK_ITEM} } }
}`;

export const DELETE_WORK_ITEM = `
mutation deleteWorkItem($input: WorkItemDeleteInput!) {
  workItemDelete(input: $input) { errors }
}`;
