namespace Survey.Web;

/// <summary>A reason not to start or not to finish a verb, as one sentence for the person at the keyboard.</summary>
public sealed class StartException(string sentence, Exception? inner = null) : Exception(sentence, inner);
