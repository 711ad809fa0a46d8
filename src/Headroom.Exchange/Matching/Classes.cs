namespace Headroom.Exchange.Matching;

/// <summary>Gives alike things one number, so that what holds for one of them is worked out once.</summary>
internal static class Classes
{
    /// <summary>The number of each word, from 0 in the order in which they come first.</summary>
    /// <param name="words">What things are told apart by.</param>
    /// <param name="count">How many numbers there are.</param>
    public static int[] Numbered(string[] words, out int count)
    {
        var numbers = new Dictionary<string, int>();
        var numbered = new int[words.Length];
        for (var index = 0; index < words.Length; index++)
        {
            if (!numbers.TryGetValue(words[index], out numbered[index]))
                numbers.Add(words[index], numbered[index] = numbers.Count);
        }

        count = numbers.Count;
        return numbered;
    }
}
