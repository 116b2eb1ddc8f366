trigger SynclineGitHubRepository on GitHub_Repository__c (after insert, after update, after delete, after undelete) {
    SynclineNotifier.changed('GitHub_Repository__c', Trigger.operationType, Trigger.isDelete ? Trigger.oldMap.keySet() : Trigger.newMap.keySet());
}
