trigger SynclineGitHubPullRequest on GitHub_Pull_Request__c (after insert, after update, after delete, after undelete) {
    SynclineNotifier.changed('GitHub_Pull_Request__c', Trigger.operationType, Trigger.isDelete ? Trigger.oldMap.keySet() : Trigger.newMap.keySet());
}
