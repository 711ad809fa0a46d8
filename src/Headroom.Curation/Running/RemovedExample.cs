namespace Headroom.Curation.Running;

/// <summary>A document that was removed, as an example of those that went for the same reason.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Reason">Name of the rule.</param>
/// <param name="File">File that it is of.</param>
/// <param name="Place">Its first byte there, after decompression; of a table its row.</param>
/// <param name="Text">How its text begins.</param>
public sealed record RemovedExample(string Stage, string Reason, string File, long Place, string Text);
