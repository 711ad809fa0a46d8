using System.Buffers;
using System.Collections.Concurrent;
using Headroom.Privacy.Records;

namespace Headroom.Privacy.Masking;

/// <summary>
/// Masks a stream: one thread reads and writes in order, others mask blocks of whole records. Memory is bounded by the
/// blocks under way, whatever the size of the stream.
/// </summary>
public static class StreamMask
{
    /// <summary>Reads <paramref name="source"/> to its end and writes what it becomes to <paramref name="target"/>.</summary>
    /// <param name="run">What is done.</param>
    /// <param name="file">Name of the source in findings and faults.</param>
    /// <param name="source">UTF-8, uncompressed.</param>
    /// <param name="target">Where masked records go; null where nothing is written.</param>
    /// <param name="interrupted">Ends the run between two blocks.</param>
    /// <exception cref="RecordException">The source is not what it should be.</exception>
    public static MaskResult Run(
        MaskRun run, string file, Stream source, Stream? target, CancellationToken interrupted) =>
        Run(run, file, source, target, MaskCheckpoint.Start, _ => { }, interrupted);

    /// <summary>The same from a place on, and told at places that follow from the source alone.</summary>
    /// <param name="run">What is done.</param>
    /// <param name="file">Name of the source in findings and faults.</param>
    /// <param name="source">UTF-8, uncompressed.</param>
    /// <param name="target">Where masked records go.</param>
    /// <param name="start">What was done before.</param>
    /// <param name="reached">Told when all before a place has been written to <paramref name="target"/>.</param>
    /// <param name="interrupted">Ends the run between two blocks.</param>
    internal static MaskResult Run(
        MaskRun run, string file, Stream source, Stream? target, MaskCheckpoint start,
            Action<MaskCheckpoint> reached, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(source);
        using var blocks = new BlockReader(run, file, source);
        return new Ordered(run, file, blocks, target, start, reached).Run(interrupted);
    }

    private sealed class Ordered(
        MaskRun run, string file, BlockReader blocks, Stream? target, MaskCheckpoint start,
            Action<MaskCheckpoint> reached)
    {
        private readonly SortedDictionary<string, long> _counts = new(
            start.Counts.ToDictionary(pair => pair.Key, pair => pair.Value), StringComparer.Ordinal);
        private readonly ConcurrentBag<BlockMask> _idle = [];
        private readonly ConcurrentBag<BlockMask> _all = [];
        private readonly Queue<(Block Block, Task<BlockMask> Masked)> _under = new();
        private long _records = start.Records;

        public MaskResult Run(CancellationToken interrupted)
        {
            try
            {
                if (start.Offset == 0) target?.Write(blocks.Prefix.Span);
                else GoOn();
                while (blocks.Next() is { } block)
                {
                    interrupted.ThrowIfCancellationRequested();
                    if (run.Threads == 1)
                    {
                        Finish(block, Mask(block));
                        continue;
                    }

                    _under.Enqueue((block, Task.Run(() => Mask(block), CancellationToken.None)));
                    if (_under.Count > run.Threads) FinishFirst();
                }

                while (_under.Count > 0) FinishFirst();
                return new MaskResult(_records, blocks.BytesRead, _counts);
            }
            finally
            {
                foreach (var (_, masked) in _under)
                    ((Task)masked).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
                foreach (var mask in _all) mask.Dispose();
            }
        }

        private void GoOn()
        {
            blocks.SkipTo(start.Offset);
            run.OnProgress?.Invoke(start.Offset);
        }

        private BlockMask Mask(Block block)
        {
            if (!_idle.TryTake(out var mask))
            {
                mask = new BlockMask(run, file, FileFormats.ReaderOf(blocks.Format, blocks.Names));
                _all.Add(mask);
            }

            try
            {
                mask.Mask(block.Bytes.AsSpan(0, block.Length));
                return mask;
            }
            catch (BlockException fault)
            {
                throw new RecordException(file, block.Offset + fault.Offset, fault.Message);
            }
        }

        private void FinishFirst()
        {
            var (block, masked) = _under.Dequeue();
            Finish(block, masked.GetAwaiter().GetResult());
        }

        private void Finish(Block block, BlockMask mask)
        {
            target?.Write(mask.IsUnchanged ? block.Bytes.AsSpan(0, block.Length) : mask.Output.WrittenSpan);
            foreach (var finding in mask.Found) run.OnFinding!(finding with { Record = finding.Record + _records });

            foreach (var placed in mask.Placed) run.OnPlaced!(placed with { Record = placed.Record + _records });
            _records += mask.Records;
            foreach (var (entity, count) in mask.Counts) _counts[entity] = _counts.GetValueOrDefault(entity) + count;
            _idle.Add(mask);
            ArrayPool<byte>.Shared.Return(block.Bytes);
            run.OnProgress?.Invoke(block.Length);
            var end = block.Offset + block.Length;
            if (end / run.CheckpointBytes > block.Offset / run.CheckpointBytes)
                reached(new MaskCheckpoint(end, _records, _counts));
        }
    }
}
