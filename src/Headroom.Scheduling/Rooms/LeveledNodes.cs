using System.Numerics;
using Headroom.Cluster.State;

namespace Headroom.Scheduling.Rooms;

/// <summary>
/// Positions of a range by a small number, such as free accelerators. Finding the first that has enough CPU and memory
/// looks at words of 64 positions, and passes over words in which nobody has enough.
/// </summary>
internal sealed class LeveledNodes(FleetRoom left, Topology topology, int begin, int end, int levels)
{
    /// <summary>Not in the set.</summary>
    public const int None = -1;

    private readonly Level?[] _levels = new Level?[levels];
    private readonly sbyte[] _levelAt = NoLevels(end - begin);

    /// <summary>Positions with this number.</summary>
    public int CountOf(int level) => _levels[level]?.Count ?? 0;

    /// <summary>Takes note that a position's CPU and memory have grown, if it is in the set.</summary>
    public void Refresh(int position) => Put(position, _levelAt[position - begin]);

    /// <summary>Sets the number of a position, or takes it out; also to be called when its room has grown.</summary>
    public void Put(int position, int level)
    {
        var at = position - begin;
        var before = _levelAt[at];
        if (before != level)
        {
            if (before != None) _levels[before]!.Remove(at);
            _levelAt[at] = (sbyte)level;
            if (level != None) (_levels[level] ??= new Level(end - begin)).Add(at);
        }

        if (level != None)
        {
            var node = topology.NodeAt(position);
            _levels[level]!.Raise(at >> 6, left.CpuLeft(node), left.MemoryLeft(node));
        }
    }

    /// <summary>
    /// The first position of a range with this number whose node has CPU and memory for the need; <see cref="None"/>
    /// when there is none.
    /// </summary>
    public int FirstFit(int level, int from, int to, in TaskNeed need)
    {
        from = Math.Max(from, begin) - begin;
        to = Math.Min(to, end) - begin;
        if (_levels[level] is not { Count: > 0 } nodes || from >= to) return None;

        nodes.PassEmptyWords();
        for (var word = Math.Max(from >> 6, nodes.FirstWord); word <= (to - 1) >> 6; word++)
        {
            var all = nodes.Bits[word];
            if (all == 0 || nodes.Cpu[word] < need.CpuMillicores || nodes.Memory[word] < need.MemoryMiB) continue;

            var bits = all & Within(word, from, to);
            var found = FirstOf(nodes, word, bits, bits == all, need);
            if (found != None) return found;
        }

        return None;
    }

    private static ulong Within(int word, int from, int to)
    {
        var mask = ulong.MaxValue;
        if (from > word << 6) mask <<= from - (word << 6);
        if (to < (word + 1) << 6) mask &= ulong.MaxValue >> (((word + 1) << 6) - to);
        return mask;
    }

    private int FirstOf(Level nodes, int word, ulong bits, bool isWholeWord, in TaskNeed need)
    {
        var (cpuMost, memoryMost) = (0L, 0L);
        for (; bits != 0; bits &= bits - 1)
        {
            var position = begin + (word << 6) + BitOperations.TrailingZeroCount(bits);
            var node = topology.NodeAt(position);
            var (cpu, memory) = (left.CpuLeft(node), left.MemoryLeft(node));
            if (cpu >= need.CpuMillicores && memory >= need.MemoryMiB) return position;

            cpuMost = Math.Max(cpuMost, cpu);
            memoryMost = Math.Max(memoryMost, memory);
        }

        // Nobody has both: remember the most there is of each, so that the next search passes over the word.
        if (isWholeWord) (nodes.Cpu[word], nodes.Memory[word]) = (cpuMost, memoryMost);
        return None;
    }

    private static sbyte[] NoLevels(int count)
    {
        var levels = new sbyte[count];
        Array.Fill(levels, (sbyte)None);
        return levels;
    }

    /// <summary>One number's positions; CPU and memory are upper bounds of a word's nodes.</summary>
    private sealed class Level(int positions)
    {
        public readonly ulong[] Bits = new ulong[(positions + 63) / 64];
        public readonly long[] Cpu = new long[(positions + 63) / 64];
        public readonly long[] Memory = new long[(positions + 63) / 64];

        public int Count { get; private set; }

        public int FirstWord { get; private set; } = int.MaxValue;

        public void Add(int at)
        {
            Bits[at >> 6] |= 1UL << at;
            FirstWord = Math.Min(FirstWord, at >> 6);
            Count++;
        }

        public void Remove(int at)
        {
            Bits[at >> 6] &= ~(1UL << at);
            Count--;
        }

        public void Raise(int word, long cpu, long memory)
        {
            Cpu[word] = Math.Max(Cpu[word], cpu);
            Memory[word] = Math.Max(Memory[word], memory);
        }

        // Only while a position is left.
        public void PassEmptyWords()
        {
            while (Bits[FirstWord] == 0) FirstWord++;
        }
    }
}
