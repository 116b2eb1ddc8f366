/** What people paste into texts: the API gives it to no token, and pages give it to those who may see the repository. */
export const PRIVATE_FILES =
  /https:\/\/(?:github\.com\/user-attachments\/(?:assets|files)\/|github\.com\/[\w.-]+\/[\w.-]+\/assets\/|private-user-images\.githubusercontent\.com\/)[^\s<>()"'\]]+/g;
