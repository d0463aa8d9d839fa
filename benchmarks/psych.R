# Called by compare_with_r.py: answers and keys in, what R's psych makes of them out.
suppressMessages(library(psych))
folder <- commandArgs(trailingOnly = TRUE)[1]
answers <- read.csv(file.path(folder, "answers.csv"), check.names = FALSE)
keyed <- read.csv(file.path(folder, "keys.csv"), stringsAsFactors = FALSE)
keys <- lapply(split(keyed$key, factor(keyed$scale, unique(keyed$scale))), c)
items <- unique(sub("^-", "", keyed$key))
low <- min(keyed$low)
high <- max(keyed$high)

# A scale that misses too much is the business of the 75 % rule, so psych scores what each person answered.
scores <- scoreItems(keys, answers[, items], totals = FALSE, impute = "none", min = low, max = high)$scores
write.csv(format(scores, digits = 17), file.path(folder, "psych_scores.csv"), row.names = FALSE, quote = FALSE)

lines <- lapply(names(keys), function(scale) {
  own <- sub("^-", "", keys[[scale]])
  turned <- startsWith(keys[[scale]], "-")
  part <- answers[complete.cases(answers[, own]), own]
  part[, turned] <- low + high - part[, turned]
  found <- suppressWarnings(suppressMessages(alpha(part, check.keys = FALSE)))
  fit <- factanal(part, 1, control = list(nstart = 10, opt = list(factr = 1e4, maxit = 10000)))
  spread <- apply(part, 2, sd)
  loadings <- fit$loadings[, 1] * spread
  omega <- sum(loadings)^2 / (sum(loadings)^2 + sum(fit$uniquenesses * spread^2))
  figures <- c(found$total$raw_alpha, found$feldt$lower.ci[[1]], found$feldt$upper.ci[[1]], omega,
               mean(rowMeans(part)), sd(rowMeans(part)))
  names <- c("alpha", "alpha_low", "alpha_high", "omega", "mean", "deviation")
  # The items of a composite are held against the rest of their own scale.
  rest <- if (keyed$composite[keyed$scale == scale][1] == "yes") NULL else
    data.frame(id = own, figure = "rest", value = found$item.stats$r.drop)
  rbind(data.frame(id = scale, figure = names, value = figures), rest)
})
figures <- do.call(rbind, lines)
figures$value <- format(figures$value, digits = 17)
write.csv(figures, file.path(folder, "psych_figures.csv"), row.names = FALSE, quote = FALSE)
