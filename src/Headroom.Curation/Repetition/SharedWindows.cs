namespace Headroom.Curation.Repetition;

/// <summary>
/// Finds equal windows among many different surroundings of one anchor in time that grows with their number and not
/// with its square: for each distance between window and anchor, windows meet in a table.
/// </summary>
internal sealed class SharedWindows(Surroundings around, int window, bool sparesFirst)
{
    private const ulong Base = 0x9E3779B97F4A7C15;

    private readonly Dictionary<ulong, int> _first = [];
    private ulong[] _hashes = [];
    private bool[] _isRepeated = [];
    private int[] _runs = [];

    /// <summary>Adds all repeated windows to <paramref name="found"/>.</summary>
    public void Find(List<TextRange> found)
    {
        var count = around.Count;
        if (_hashes.Length < count)
        {
            _hashes = new ulong[2 * count];
            _isRepeated = new bool[2 * count];
            _runs = new int[2 * count];
        }

        Array.Fill(_runs, -1, 0, count);
        var highest = 1UL;
        for (var times = 1; times < window; times++) highest *= Base;
        for (var distance = 0; distance <= around.Before; distance++)
        {
            _first.Clear();
            Array.Clear(_isRepeated, 0, count);
            for (var number = 0; number < count; number++)
            {
                _hashes[number] = distance == 0 ? Hash(number) : Moved(number, distance, highest);
                if (HasWindow(number, distance)) Meet(number, distance);
            }

            for (var number = 0; number < count; number++) Follow(number, distance, found);
        }

        for (var number = 0; number < count; number++) Tell(number, around.Before, found);
    }

    private bool HasWindow(int number, int distance)
    {
        var start = around.Left(number) - distance;
        return start >= 0 && start + window <= around.Bytes(number).Length;
    }

    private void Meet(int number, int distance)
    {
        for (var key = _hashes[number]; ; key++)
        {
            if (_first.TryAdd(key, number)) return;

            var first = _first[key];
            if (!Window(first, distance).SequenceEqual(Window(number, distance))) continue;

            _isRepeated[number] = true;
            if (!sparesFirst) _isRepeated[first] = true;
            return;
        }
    }

    // Repeated windows at neighbouring distances are one range; a run is its least distance.
    private void Follow(int number, int distance, List<TextRange> found)
    {
        if (!_isRepeated[number]) Tell(number, distance - 1, found);
        else if (_runs[number] < 0) _runs[number] = distance;
    }

    private void Tell(int number, int last, List<TextRange> found)
    {
        if (_runs[number] < 0) return;

        var anchor = around.Whole(number).Start + around.Left(number);
        found.Add(new TextRange(anchor - last, anchor - _runs[number] + window));
        _runs[number] = -1;
    }

    private ReadOnlySpan<byte> Window(int number, int distance) =>
        around.Bytes(number).Slice(around.Left(number) - distance, window);

    // The first byte of a window counts once, the next one Base times, and so on; what lies outside counts nothing.
    private ulong Hash(int number)
    {
        var hash = 0UL;
        var bytes = around.Bytes(number)[around.Left(number)..];
        for (var index = bytes.Length - 1; index >= 0; index--) hash = hash * Base + bytes[index] + 1;
        return hash;
    }

    private ulong Moved(int number, int distance, ulong highest)
    {
        var bytes = around.Bytes(number);
        var start = around.Left(number) - distance;
        if (start < 0) return 0;

        var leaving = start + window < bytes.Length ? (bytes[start + window] + 1UL) * highest : 0;
        return (_hashes[number] - leaving) * Base + bytes[start] + 1;
    }
}
