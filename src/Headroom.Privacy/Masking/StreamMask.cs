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
    public static MaskResult Run(MaskRun run, string file, Stream source, Stream? target, CancellationToken interrupted)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(source);
        using var blocks = new BlockReader(run, file, source);
        return new Ordered(run, file, blocks, target).Run(interrupted);
    }

    private sealed class Ordered(MaskRun run, string file, BlockReader blocks, Stream? target)
    {
        private readonly ConcurrentBag<BlockMask> _idle = [];
        private readonly ConcurrentBag<BlockMask> _all = [];
        private readonly Queue<(Block Block, Task<BlockMask> Masked)> _under = new();
        private long _records;

        public MaskResult Run(CancellationToken interrupted)
        {
            try
            {
                target?.Write(blocks.Prefix.Span);
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
                return Result();
            }
            finally
            {
                foreach (var (_, masked) in _under)
                    ((Task)masked).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
                foreach (var mask in _all) mask.Dispose();
            }
        }

        private MaskResult Result()
        {
            var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
            foreach (var (entity, count) in _all.SelectMany(mask => mask.Counts))
                counts[entity] = counts.GetValueOrDefault(entity) + count;

            return new MaskResult(_records, blocks.BytesRead, counts);
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

            _records += mask.Records;
            _idle.Add(mask);
            ArrayPool<byte>.Shared.Return(block.Bytes);
            run.OnProgress?.Invoke(block.Length);
        }
    }
}
