namespace Headroom.Storage.Writing;

/// <summary>A batch that somebody waits for.</summary>
internal sealed class PendingBatch(StoreBatch batch)
{
    // Whoever waits goes on in another thread: the writer has the next transaction to do.
    private readonly TaskCompletionSource<StoreReceipt> _stored =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StoreBatch Batch => batch;

    public Task<StoreReceipt> Stored => _stored.Task;

    /// <summary>Number of its last event, once its rows are made.</summary>
    public long Sequence { get; set; }

    public void Settle() => _stored.SetResult(new StoreReceipt(Sequence));

    public void Fail(Exception fault) => _stored.SetException(fault);
}
