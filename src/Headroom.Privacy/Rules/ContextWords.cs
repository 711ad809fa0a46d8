using System.Text;

namespace Headroom.Privacy.Rules;

/// <summary>Words that speak for a finding beside them. Latin words count whole, never as parts of others.</summary>
internal sealed class ContextWords
{
    private ContextWords(IEnumerable<string> words) =>
        All = [.. words.Select(word => Encoding.UTF8.GetBytes(word.Replace('_', ' ').ToLowerInvariant()))];

    public static ContextWords None { get; } = new([]);

    /// <summary>The words in UTF-8, lower case.</summary>
    public IReadOnlyList<byte[]> All { get; }

    /// <summary>Words between spaces; an underscore stands for a space.</summary>
    public static ContextWords Parse(string words) =>
        words.Length == 0 ? None : new ContextWords(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
