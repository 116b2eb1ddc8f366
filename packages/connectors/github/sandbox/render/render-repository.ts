import { nodeId } from '../model/ids.ts';
import type { Organisation } from '../model/organisation.ts';
import type { RepositoryStore } from '../model/repository-store.ts';
import { isoSeconds } from '../model/time.ts';
import { repositoryUrl } from './render-issue.ts';

const SUFFIXES: Readonly<Record<string, string>> = {
  forks_url: '/forks',
  keys_url: '/keys{/key_id}',
  collaborators_url: '/collaborators{/collaborator}',
  teams_url: '/teams',
  hooks_url: '/hooks',
  issue_events_url: '/issues/events{/number}',
  events_url: '/events',
  assignees_url: '/assignees{/user}',
  branches_url: '/branches{/branch}',
  tags_url: '/tags',
  blobs_url: '/git/blobs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  git_refs_url: '/git/refs{/sha}',
  trees_url: '/git/trees{/sha}',
  statuses_url: '/statuses/{sha}',
  languages_url: '/languages',
  stargazers_url: '/stargazers',
  contributors_url: '/contributors',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  commits_url: '/commits{/sha}',
  git_commits_url: '/git/commits{/sha}',
  comments_url: '/comments{/number}',
  issue_comment_url: '/issues/comments{/number}',
  contents_url: '/contents/{+path}',
  compare_url: '/compare/{base}...{head}',
  merges_url: '/merges',
  archive_url: '/{archive_format}{/ref}',
  downloads_url: '/downloads',
  issues_url: '/issues{/number}',
  pulls_url: '/pulls{/number}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  labels_url: '/labels{/name}',
  releases_url: '/releases{/id}',
  deployments_url: '/deployments',
};

/** A repository as lists, pull requests and webhooks carry it. */
export function renderRepository(organisation: Organisation, repository: RepositoryStore): string {
  return JSON.stringify(repositoryFields(organisation, repository));
}

/** A repository as its own address answers it. */
export function renderFullRepository(organisation: Organisation, repository: RepositoryStore): string {
  return JSON.stringify({
    ...repositoryFields(organisation, repository),
    organization: JSON.parse(organisation.json),
    network_count: 0,
    subscribers_count: organisation.members.length,
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
  });
}

function repositoryFields(organisation: Organisation, repository: RepositoryStore): Record<string, unknown> {
  const { meta, fullName } = repository;
  const url = repositoryUrl(repository);
  const web = `https://github.com/${fullName}`;
  const { openIssues, openPulls } = repository.index.counts;
  return {
    id: meta.id,
    node_id: nodeId('R', meta.id),
    name: meta.name,
    full_name: fullName,
    private: meta.isPrivate,
    owner: JSON.parse(organisation.json),
    html_url: web,
    description: meta.description,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(SUFFIXES).map(([key, suffix]) => [key, url + suffix])),
    git_url: `git://github.com/${fullName}.git`,
    ssh_url: `git@github.com:${fullName}.git`,
    clone_url: `${web}.git`,
    svn_url: web,
    created_at: isoSeconds(meta.createdAt),
    updated_at: isoSeconds(meta.updatedAt),
    pushed_at: isoSeconds(meta.updatedAt),
    homepage: null,
    size: 1024 + meta.index,
    stargazers_count: 12,
    watchers_count: 12,
    language: meta.language,
    has_issues: meta.hasIssues,
    has_projects: true,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: meta.isArchived,
    disabled: false,
    // GitHub counts open pull requests as open issues here.
    open_issues_count: openIssues + openPulls,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: meta.isPrivate ? 'private' : 'public',
    forks: 0,
    open_issues: openIssues + openPulls,
    watchers: 12,
    default_branch: 'main',
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
  };
}
