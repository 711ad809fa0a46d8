using Headroom.Cluster;

namespace Headroom.Server.Outbox;

/// <summary>Working folders of jobs that named none. What lies in them is theirs and is never touched.</summary>
/// <param name="root">Where they lie; engines make them.</param>
internal sealed class WorkFolders(string root)
{
    /// <summary>The folder of a job.</summary>
    public string Of(JobId job) => Path.Combine(root, job.ToString());

    /// <summary>Takes away the folder of a job that will never run again, if there is nothing in it.</summary>
    public void RemoveIfEmpty(JobId job)
    {
        try
        {
            Directory.Delete(Of(job), recursive: false);
        }
        // It holds something, is gone, or lies where nobody here may write.
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }
}
