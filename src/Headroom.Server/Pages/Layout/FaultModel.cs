using Headroom.Server.Pages.Words;

namespace Headroom.Server.Pages.Layout;

/// <summary>Why there is no page.</summary>
/// <param name="Title">In short.</param>
/// <param name="Sentence">What is the matter.</param>
/// <param name="Remedy">What to do; may be empty.</param>
public sealed record FaultModel(Word Title, string Sentence, string Remedy = "");
