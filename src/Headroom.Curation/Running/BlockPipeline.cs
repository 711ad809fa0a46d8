using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Headroom.Curation.Decontamination;
using Headroom.Curation.Input;
using Headroom.Curation.Output;
using Headroom.Curation.Recipes;
using Headroom.Formats;

namespace Headroom.Curation.Running;

/// <summary>
/// One thread reads blocks and writes results in the order of the blocks; workers take blocks in between. So many
/// blocks are under way as keep all workers busy, and no more: memory does not grow with the file.
/// </summary>
internal sealed class BlockPipeline : IDisposable
{
    private readonly Recipe _recipe;
    private readonly Contaminants? _contaminants;
    private readonly Masking? _masking;
    private readonly bool _keepsRemoved;
    private readonly int _jobsMax;
    private readonly BlockingCollection<BlockJob> _waiting = [];
    private readonly Stack<BlockJob> _idle = new();
    private readonly Queue<BlockJob> _pending = new();
    private readonly List<Thread> _threads = [];

    public BlockPipeline(Recipe recipe, Contaminants? contaminants, RunOptions options)
    {
        _recipe = recipe;
        _contaminants = contaminants;
        _masking = options.Masking;
        _keepsRemoved = options.KeepsRemoved;
        _jobsMax = 2 * options.Workers + 1;
        for (var worker = 0; worker < options.Workers; worker++)
        {
            var thread = new Thread(WorkOff) { IsBackground = true, Name = "curate" };
            thread.Start();
            _threads.Add(thread);
        }
    }

    /// <summary>Sends all blocks of a file through the workers.</summary>
    /// <param name="form">The file, and what its results are.</param>
    /// <param name="read">Fills the next block; false at the end.</param>
    /// <param name="write">Takes a result, in the order of the blocks.</param>
    /// <param name="interrupted">Ends the work.</param>
    public void Run(
        FileForm form, Func<TextBlock, bool> read, Action<BlockJob> write, CancellationToken interrupted)
    {
        var isOver = false;
        while (!isOver || _pending.Count > 0)
        {
            interrupted.ThrowIfCancellationRequested();
            if (!isOver && _pending.Count < _jobsMax)
            {
                var job = _idle.TryPop(out var idle) ? idle : new BlockJob();
                if (read(job.Block)) Send(job, form);
                else isOver = true;
                continue;
            }

            var first = _pending.Dequeue();
            first.Done.Wait(interrupted);
            if (first.Fault is { } fault) ExceptionDispatchInfo.Throw(fault);
            write(first);
            _idle.Push(first);
        }
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        foreach (var thread in _threads) thread.Join();
        _waiting.Dispose();
        foreach (var job in _idle.Concat(_pending)) job.Dispose();
    }

    private void Send(BlockJob job, FileForm form)
    {
        job.Form = form;
        job.Done.Reset();
        _pending.Enqueue(job);
        _waiting.Add(job);
    }

    private void WorkOff()
    {
        var worker = new BlockWorker(_recipe, _contaminants, _masking, _keepsRemoved);
        var compressors = new BlockCompressor[]
        {
            new(Compression.None), new(Compression.Gzip), new(Compression.Zstandard),
        };
        foreach (var job in _waiting.GetConsumingEnumerable())
        {
            try
            {
                worker.Work(job.Form!, job.Block, job.Result);
                var compressor = compressors[(int)job.Form!.Compression];
                job.Removed.Clear();
                job.Removed.Write(compressor.Compress(job.Result.Removed.Written));
                job.Kept.Clear();

                // Records that deduplication still looks at stay as they are.
                job.Kept.Write(_recipe.RemovesDuplicates
                    ? job.Result.Kept.Written
                    : compressor.Compress(job.Result.Kept.Written));
            }
            catch (Exception fault)
            {
                job.Fault = fault;
            }

            job.Done.Set();
        }

        foreach (var compressor in compressors) compressor.Dispose();
    }
}
