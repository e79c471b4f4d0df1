PS1=x
